"""How the learned reader is made and measured: phrases by several writers, training, figures."""
