ALTER TABLE broadcast
  ADD COLUMN pace_used_up DATETIME(6) NULL COMMENT 'until when its pace is used up by who was told';
