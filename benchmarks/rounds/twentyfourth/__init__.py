"""The twenty-fourth round: fitness clubs, a SaaS with trials, a marketplace seller with a plan beside, a language school in EUR."""
