"""Tables of people as CSV: LinkedIn, Google, Outlook, Thunderbird, and any other with headers that are known or mapped."""
