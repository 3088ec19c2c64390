package org.jiedui.household.safeguard;

import java.util.function.Function;
import org.jiedui.household.CodeValue;
import org.jiedui.household.registration.Safeguard;
import org.jiedui.household.registration.Safeguards;

/** The safeguards one by one (两不愁三保障及饮水). */
public enum SafeguardKind implements CodeValue {
    FOOD("吃饭", "food", Safeguards::food),
    CLOTHING("穿衣", "clothing", Safeguards::clothing),
    EDUCATION("义务教育", "compulsory education", Safeguards::education),
    MEDICAL_CARE("基本医疗", "basic medical care", Safeguards::medicalCare),
    HOUSING("住房安全", "safe housing", Safeguards::housing),
    WATER("饮水安全", "safe water", Safeguards::water);

    private final String zh;
    private final String en;
    private final Function<Safeguards, Safeguard> state;

    SafeguardKind(String zh, String en, Function<Safeguards, Safeguard> state) {
        this.zh = zh;
        this.en = en;
        this.state = state;
    }

    /** Its state among these. */
    public Safeguard of(Safeguards safeguards) {
        return state.apply(safeguards);
    }

    @Override
    public String zh() {
        return zh;
    }

    @Override
    public String en() {
        return en;
    }
}
