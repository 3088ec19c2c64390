-- What the rules ask for that every pairing obeys: they had a name only.
UPDATE matching_rule SET description_zh = '该角色的名额减去已占用的名额须至少为一；已提出的结对即占用名额',
  description_en = 'At least one of the places in the role is not taken; a proposal takes its place already'
  WHERE code = 'CAPACITY_FULL' AND description_zh = '';
UPDATE matching_rule SET description_zh = '结对开始之日不早于可任职起始日，也不晚于可任职截止日',
  description_en = 'The first day of the pairing lies between the first and the last day on which the helper can be had'
  WHERE code = 'NOT_AVAILABLE' AND description_zh = '';
UPDATE matching_rule SET description_zh = '结对有结束日期的，可任职截止日不得早于该日期；将撤销的团队不承接无结束日期的结对',
  description_en = 'Where the pairing has a last day, the helper can be had until then; a team that goes takes none without a last day'
  WHERE code = 'LEAVES_BEFORE_END' AND description_zh = '';
UPDATE matching_rule SET description_zh = '帮扶对象所在区划须为服务区域本身或其下级区划',
  description_en = 'The division of the helped side is the service region or lies within it'
  WHERE code = 'OUTSIDE_SERVICE_REGION' AND description_zh = '';
UPDATE matching_rule SET description_zh = '申报为该户成员或亲属的不得帮扶该户；团队任一成员有此情形的，团队不得帮扶',
  description_en = 'Who is declared a member or relative of the household does not help it, nor does a team with such a member'
  WHERE code = 'CONFLICT_OF_INTEREST' AND description_zh = '';
UPDATE matching_rule SET description_zh = '导师与帮带对象为同一账号、同一证件或同一人的，不得结对',
  description_en = 'Mentor and mentee have neither account nor identity document in common'
  WHERE code = 'SAME_PERSON' AND description_zh = '';
UPDATE matching_rule SET description_zh = '申报为某在帮扶户成员的人员不得担任帮扶责任人',
  description_en = 'Who is declared a member of a household in care is no helper'
  WHERE code = 'HELPER_IN_NEED' AND description_zh = '';
UPDATE matching_rule SET description_zh = '双方已有提出、公示、有效或暂停的结对的，不再结对',
  description_en = 'The two have no pairing that is proposed, made public, active or at rest'
  WHERE code = 'ALREADY_PAIRED' AND description_zh = '';
UPDATE matching_rule SET description_zh = '帮扶项目限定帮扶责任人类型的，须为其中之一',
  description_en = 'Where the programme names kinds of helpers, the helper is of one of them'
  WHERE code = 'KIND_NOT_ALLOWED' AND description_zh = '';
UPDATE matching_rule SET description_zh = '帮扶项目限定派出单位层级的，须为其中之一',
  description_en = 'Where the programme names levels of units, the unit of the helper is of one of them'
  WHERE code = 'UNIT_LEVEL_NOT_ALLOWED' AND description_zh = '';
UPDATE matching_rule SET description_zh = '须由多个部门共同帮扶的户，部门数未满时，新的主要帮扶责任人须来自其他部门',
  description_en = 'Where a household needs several departments and has too few, a further primary helper comes from another one'
  WHERE code = 'SAME_DEPARTMENT' AND description_zh = '';
UPDATE matching_rule SET description_zh = '结对开始之日在登记的长期离岗期间的，不得结对',
  description_en = 'The first day of the pairing lies outside of a long leave that is noted'
  WHERE code = 'ON_LEAVE' AND description_zh = '';
UPDATE matching_rule SET description_zh = '最近一次公布的评议等次为最低等次的，不得结对',
  description_en = 'The last published evaluation did not end with the lowest grade'
  WHERE code = 'EVALUATED_UNFIT' AND description_zh = '';
