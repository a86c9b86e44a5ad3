"""email.mime: messages and parts of one type each."""
