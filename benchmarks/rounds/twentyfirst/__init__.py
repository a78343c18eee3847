"""The twenty-first round: a public table of three platforms cut at a day in September, a children's camps operator, car dealers, payroll software."""
