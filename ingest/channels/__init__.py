"""One folder per advertising platform; `ingest.platform.channel` finds them all."""
