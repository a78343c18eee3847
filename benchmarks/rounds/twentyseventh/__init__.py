"""The twenty-seventh round: a hotel chain's agency sheet, industrial doors with a CRM funnel, an online university, meal kits with a plan."""
