"""Ad platforms on this machine: the platforms' contracts over HTTP, with paging, limits, queues and faults."""
