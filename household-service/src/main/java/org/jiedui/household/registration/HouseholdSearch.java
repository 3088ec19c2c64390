package org.jiedui.household.registration;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jiedui.chassis.pii.KeyedHash;
import org.jiedui.chassis.security.Caller;

/** Exact search by personal data, through keyed hashes. */
@ApplicationScoped
public class HouseholdSearch {
    private final HouseholdRepository households;
    private final KeyedHash hash;

    HouseholdSearch(HouseholdRepository households, KeyedHash hash) {
        this.households = households;
        this.hash = hash;
    }

    /** Visible households with a member of this identity number; of a disability card the first 18 characters count. */
    public List<Household> byIdNumber(Caller caller, String idNumber) {
        var type = idNumber.matches("[\\dXx]{18}\\d{2,4}") ? IdType.DISABILITY_ID : IdType.RESIDENT_ID;
        var found = households.byIdentity(caller, MemberHashes.identity(type, idNumber, hash));
        return found.isEmpty() && !idNumber.matches("[\\dXx]{18}")
                ? households.byIdentity(caller, MemberHashes.identity(IdType.MILITARY_ID, idNumber, hash))
                : found;
    }

    /** Visible households with a member of this phone. */
    public List<Household> byPhone(Caller caller, String phone) {
        return households.byPhone(caller, MemberHashes.phone(phone, hash));
    }

    /**
     * Visible households below a region with a member of this name: Chinese characters may be any part of it, letters are
     * the beginning of its pinyin, full or by initials.
     */
    public List<Household> byName(Caller caller, String region, String text) {
        var name = text.strip();
        return name.matches("[A-Za-z' ]+")
                ? households.byPinyin(
                        caller,
                        region + "%",
                        name.replaceAll("[' ]", "")
                                .toLowerCase(java.util.Locale.ROOT)
                                .replace("ü", "v"))
                : households.byName(caller, region + "%", name);
    }
}
