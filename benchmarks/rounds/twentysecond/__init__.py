"""The twenty-second round: bicycle and scooter shops, dental clinics with a plan, a meal-kit subscription, a CRM sold to companies."""
