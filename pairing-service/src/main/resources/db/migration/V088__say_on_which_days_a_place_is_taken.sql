-- A place is taken on the days of a pairing and no longer at all times.
UPDATE matching_rule SET
  description_zh = '结对期间该角色的名额减去与之有重叠日期的结对数须至少为一；已提出的结对即占用名额，被更换的占用至交接期满',
  description_en = 'Of the places in the role at least one is not taken by a pairing that has a day in common with this one; a proposal takes its place already, and who is replaced keeps it until the overlap is over'
  WHERE code = 'CAPACITY_FULL';
