ALTER TABLE helper_profile
  ADD COLUMN last_day DATE NULL COMMENT 'of service';
