-- What a mentor studio is about.
ALTER TABLE organisation
  ADD COLUMN topic VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'of a mentor studio';
