-- Deliveries that an account sent again within an hour are counted as its verification codes are.
ALTER TABLE contact_code
  ADD COLUMN purpose VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'CODE' AFTER account,
  DROP PRIMARY KEY,
  ADD PRIMARY KEY (account, purpose);
