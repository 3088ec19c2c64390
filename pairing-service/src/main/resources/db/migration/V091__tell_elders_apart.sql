-- Which of the five elders somebody is (domain list 5.6).
ALTER TABLE helper
  ADD COLUMN elder_kind VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL;
