"""The twentieth round: a brand's weekly media sheet, fitness clubs, building materials, a budgeting app."""
