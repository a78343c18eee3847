"""What people touch: the chat in the browser and the command line."""
