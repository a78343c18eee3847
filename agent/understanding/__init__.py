"""From a message in Russian or English to typed questions; may import tools, nothing of the graph imports it back."""
