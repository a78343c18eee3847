"""One file per advertising platform; `ingest.channel` finds them all."""
