-- What waits now is held back by quiet hours from here on; it has waited for their end once.
ALTER TABLE delivery
  ADD COLUMN urgent BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'leaves in quiet hours too';
