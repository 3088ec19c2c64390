package org.jiedui.household.registration;

import org.jiedui.household.CodeValue;

/** Political status (政治面貌), GB/T 4762. */
public enum PoliticalStatus implements CodeValue {
    PARTY_MEMBER("中共党员", "member of the Communist Party", "01"),
    PROBATIONARY_PARTY_MEMBER("中共预备党员", "probationary member of the Communist Party", "02"),
    YOUTH_LEAGUE_MEMBER("共青团员", "member of the Communist Youth League", "03"),
    REVOLUTIONARY_COMMITTEE("民革党员", "member of the Revolutionary Committee of the Kuomintang", "04"),
    DEMOCRATIC_LEAGUE("民盟盟员", "member of the Democratic League", "05"),
    DEMOCRATIC_CONSTRUCTION("民建会员", "member of the National Democratic Construction Association", "06"),
    PROMOTING_DEMOCRACY("民进会员", "member of the Association for Promoting Democracy", "07"),
    PEASANTS_AND_WORKERS("农工党党员", "member of the Peasants' and Workers' Party", "08"),
    ZHIGONG("致公党党员", "member of the Zhigong Party", "09"),
    JIUSAN("九三学社社员", "member of the Jiusan Society", "10"),
    TAIWAN_LEAGUE("台盟盟员", "member of the Taiwan Democratic Self-Government League", "11"),
    NO_PARTY_DEMOCRAT("无党派人士", "without party affiliation, democrat", "12"),
    MASSES("群众", "citizen without party", "13");

    private final String zh;
    private final String en;
    private final String national;

    PoliticalStatus(String zh, String en, String national) {
        this.zh = zh;
        this.en = en;
        this.national = national;
    }

    @Override
    public String zh() {
        return zh;
    }

    @Override
    public String en() {
        return en;
    }

    @Override
    public String national() {
        return national;
    }
}
