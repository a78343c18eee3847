"""How alerts are found, calibrated, grouped and followed through their life; `tools.alerts.evaluate` is the door."""
