"""The twenty-eighth round: fitness clubs with guest visits, tyres and wheels, solar installers with a plan, pet insurance."""
