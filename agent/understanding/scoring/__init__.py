"""How likely a reading is right: explicit features, and a probability fitted on rounds as first asked."""
