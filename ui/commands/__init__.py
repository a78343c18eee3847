"""The commands of `demetra`, a file for each group; each has `add_to(app)`."""
