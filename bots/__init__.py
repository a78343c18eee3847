"""What runs on its own: the Telegram bot, the scheduler and deliveries."""
