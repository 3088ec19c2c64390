-- A list of a region in the order of household numbers reads the numbers that begin with the region, and households that
-- moved in with a number of elsewhere, which are few: of all others the index has nothing but its end.
ALTER TABLE household
  ADD COLUMN moved_to VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin
    GENERATED ALWAYS AS (IF(LEFT(household_number, CHAR_LENGTH(region)) = region, NULL, region)) VIRTUAL COMMENT 'region of a household whose number is of another village',
  ALGORITHM = INSTANT;
-- apart, so that writing goes on meanwhile
ALTER TABLE household ADD KEY household_moved (moved_to), ALGORITHM = INPLACE, LOCK = NONE;
