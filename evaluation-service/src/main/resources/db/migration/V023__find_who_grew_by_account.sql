-- Who was a mentee and is a mentor now has one account in both.

ALTER TABLE pairing_fact ADD KEY pairing_fact_helper_account (helper_account), ADD KEY pairing_fact_helped_account (helped_account);
