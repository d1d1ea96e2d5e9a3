"""What a number is: its numeral, value, unit and form, without regard to what it describes."""
