"""What came before: earlier requests as frames, and messages that only change them."""
