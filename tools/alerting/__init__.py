"""How alerts are found, calibrated, grouped and followed through their life; `tools.alerts` is the door."""
