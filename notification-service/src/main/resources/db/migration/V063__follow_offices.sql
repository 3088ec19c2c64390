-- What an address hears of follows the tokens of its account; offices that no token confirms for long are told no more. Those
-- of before are taken as confirmed now. Each row of an account has the time of the token that was counted last.
ALTER TABLE contact_point_mailbox
  ADD COLUMN confirmed_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) COMMENT 'issue of the token that said so; or end of the offices';
