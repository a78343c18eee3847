"""Language models: the client of an endpoint, and a reply that is tried three times and never waited for too long."""
