"""The twenty-third round of questions: a public table of a furniture company, a jewellery shop, a developer of flats, a garden centre."""
