-- A change may have taken effect on another day than that of its recording.
ALTER TABLE history_entry
  ADD COLUMN effective_on DATE NULL COMMENT 'from which day it holds; null: the day of the recording';
