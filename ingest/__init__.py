"""Facts: what the ad platforms and files said, stored once and exactly."""
