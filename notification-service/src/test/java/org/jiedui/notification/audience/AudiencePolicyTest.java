package org.jiedui.notification.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("NO-01")
class AudiencePolicyTest {
    private static final String VILLAGE = "330523104201";

    @Test
    void tellsOfficesUpToTheCountyAndTheHelpers_whenAnAlertIsRaised() {
        var audience = AudiencePolicy.audience(EventType.RISK_ALERT_RAISED, helpedBy(facts(VILLAGE), "h1", "h2"));

        assertThat(audience)
                .containsExactly(
                        new Addressee("account:h1", AudienceReason.HELPS_THE_HOUSEHOLD),
                        new Addressee("account:h2", AudienceReason.HELPS_THE_HOUSEHOLD),
                        new Addressee("role:village-clerk@330523104201", AudienceReason.VILLAGE_IN_CHARGE),
                        new Addressee("role:township-officer@330523104", AudienceReason.TOWNSHIP_IN_CHARGE),
                        new Addressee("role:county-officer@330523", AudienceReason.COUNTY_IN_CHARGE));
    }

    @Test
    void sparesTheVisitor_whenHisOwnVisitIsRecorded() {
        var audience = AudiencePolicy.audience(
                EventType.VISIT_RECORDED, helpedBy(of(VILLAGE, null, "h1", null, false), "h1", "h2"));

        assertThat(audience)
                .extracting(Addressee::mailbox)
                .contains("account:h2")
                .doesNotContain("account:h1");
    }

    @Test
    void tellsBothSides_whenAPairingIsConfirmed() {
        var audience =
                AudiencePolicy.audience(EventType.PAIRING_CONFIRMED, parties(facts("330523"), "mentor", "mentee"));

        assertThat(audience)
                .extracting(Addressee::mailbox)
                .containsExactly("account:mentee", "account:mentor", "role:county-officer@330523");
    }

    @Test
    void tellsThePersonOnce_whenHeIsPartyOfHisOwnResult() {
        var audience = AudiencePolicy.audience(
                EventType.EVALUATION_PUBLISHED, parties(of("330523", "a1", null, null, false), "a1", "a2"));

        assertThat(audience)
                .containsExactly(
                        new Addressee("account:a1", AudienceReason.OWN_RESULT),
                        new Addressee("account:a2", AudienceReason.PARTY_OF_THE_PAIRING),
                        new Addressee("role:county-officer@330523", AudienceReason.COUNTY_IN_CHARGE));
    }

    @Test
    void tellsTheAssignedOfficeAtItsOwnLevel_whenATaskHasNoPerson() {
        var audience =
                AudiencePolicy.audience(EventType.TASK_ASSIGNED, of(VILLAGE, null, null, "township-officer", false));

        assertThat(audience)
                .containsExactly(new Addressee("role:township-officer@330523104", AudienceReason.ASSIGNED_ROLE));
    }

    @Test
    void tellsTheCountyOfARequest_onlyWhenItIsUrgent() {
        var calm = AudiencePolicy.audience(EventType.REQUEST_OPENED, facts(VILLAGE));
        var urgent = AudiencePolicy.audience(EventType.REQUEST_OPENED, of(VILLAGE, null, null, null, true));

        assertThat(calm).extracting(Addressee::mailbox).doesNotContain("role:county-officer@330523");
        assertThat(urgent).extracting(Addressee::mailbox).contains("role:county-officer@330523");
    }

    @ParameterizedTest
    @CsvSource({
        "330523104, role:township-officer@330523104",
        "330523, role:county-officer@330523",
        "3305, role:province-officer@33",
        "33, role:province-officer@33"
    })
    void tellsTheOfficeAboveTheOneComplainedAbout(String announcedAt, String office) {
        for (var type : List.of(
                EventType.REQUEST_ANSWERED,
                EventType.REQUEST_OPENED,
                EventType.REQUEST_REOPENED,
                EventType.REQUEST_SOLVED)) {
            assertThat(AudiencePolicy.audience(type, facts(announcedAt)))
                    .as("%s", type)
                    .extracting(Addressee::mailbox)
                    .containsExactly(office);
        }
        assertThat(AudiencePolicy.audience(EventType.REQUEST_OVERDUE, facts(announcedAt)))
                .extracting(Addressee::mailbox)
                .contains(office);
    }

    @Test
    void tellsBothVillages_whenAHouseholdMoves() {
        var facts = new AudienceFacts(
                VILLAGE, "330523101201", null, null, null, false, false, Set.of(), Set.of(), Set.of("h1"));

        assertThat(AudiencePolicy.audience(EventType.HOUSEHOLD_RELOCATED, facts))
                .extracting(Addressee::mailbox)
                .containsExactly(
                        "account:h1",
                        "role:village-clerk@330523104201",
                        "role:township-officer@330523104",
                        "role:county-officer@330523",
                        "role:village-clerk@330523101201");
    }

    @Test
    void tellsNobody_whenPersonalDataWereRemoved() {
        assertThat(AudiencePolicy.audience(EventType.HOUSEHOLD_ANONYMISED, helpedBy(facts(VILLAGE), "h1")))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"APPEAL_FILED", "APPEAL_DECIDED"})
    @Tag("EV-09")
    void tellsThePersonAndTheCountyThatDecides_ofAnAppeal(EventType type) {
        assertThat(AudiencePolicy.audience(type, of(VILLAGE, "a1", null, null, false)))
                .containsExactly(
                        new Addressee("account:a1", AudienceReason.OWN_APPEAL),
                        new Addressee("role:county-officer@330523", AudienceReason.COUNTY_IN_CHARGE));
        assertThat(AudiencePolicy.audience(type, of("3305", "a1", null, null, false)))
                .extracting(Addressee::mailbox)
                .containsExactly("account:a1", "role:province-officer@33");
    }

    @ParameterizedTest
    @EnumSource(names = {"CYCLE_REOPENED", "CYCLE_CANCELLED"})
    @Tag("EV-02")
    void tellsEverybodyWhoHasATask_whenACycleIsReopenedOrCalledOff(EventType type) {
        var facts = new AudienceFacts(
                "330523",
                null,
                null,
                null,
                null,
                false,
                false,
                Set.of(),
                Set.of("account:a1", "role:village-clerk@330523104201"),
                Set.of());

        assertThat(AudiencePolicy.audience(type, facts))
                .containsExactly(
                        new Addressee("account:a1", AudienceReason.OWN_TASK),
                        new Addressee("role:village-clerk@330523104201", AudienceReason.ASSIGNED_ROLE),
                        new Addressee("role:county-officer@330523", AudienceReason.COUNTY_IN_CHARGE));
    }

    @Test
    @Tag("EV-08")
    void tellsTheOwnerOnly_whenATaskIsExtended() {
        assertThat(AudiencePolicy.audience(EventType.TASK_EXTENDED, of(VILLAGE, "a1", null, null, false)))
                .containsExactly(new Addressee("account:a1", AudienceReason.OWN_TASK));
    }

    @ParameterizedTest
    @EnumSource(names = {"HONOUR_WON", "HONOUR_REVOKED"})
    @Tag("EV-11")
    void tellsTheHolderOnly_ofAnHonour(EventType type) {
        assertThat(AudiencePolicy.audience(type, of("330523", "a1", null, null, false)))
                .containsExactly(new Addressee("account:a1", AudienceReason.OWN_HONOUR));
    }

    @Test
    @Tag("EV-12")
    void tellsTheOfficesOfTheRegion_ofAModelCase() {
        assertThat(AudiencePolicy.audience(EventType.MODEL_CASE_PUBLISHED, facts(VILLAGE)))
                .extracting(Addressee::mailbox)
                .containsExactly(
                        "role:village-clerk@330523104201",
                        "role:township-officer@330523104",
                        "role:county-officer@330523");
        assertThat(AudiencePolicy.audience(EventType.MODEL_CASE_PUBLISHED, facts("33")))
                .extracting(Addressee::mailbox)
                .containsExactly("role:province-officer@33");
    }

    @ParameterizedTest
    @EnumSource(names = {"CHANGE_REQUESTED", "CHANGE_DECIDED"})
    @Tag("PA-10")
    void tellsBothSidesAndTheOfficesThatDecide_ofAChangeRequest(EventType type) {
        var village =
                new AudienceFacts(VILLAGE, null, null, null, null, false, true, Set.of("helper"), Set.of(), Set.of());

        assertThat(AudiencePolicy.audience(type, parties(facts(VILLAGE), "mentor", "mentee")))
                .extracting(Addressee::mailbox)
                .containsExactly(
                        "account:mentee",
                        "account:mentor",
                        "role:township-officer@330523104",
                        "role:county-officer@330523");
        assertThat(AudiencePolicy.audience(type, village))
                .as("the village speaks for a household")
                .extracting(Addressee::mailbox)
                .contains("account:helper", "role:village-clerk@330523104201");
    }

    @Test
    @Tag("PA-16")
    void tellsMentorMenteeAndTheOffices_whenAbsencesAddUp() {
        assertThat(AudiencePolicy.audience(EventType.ATTENDANCE_WARNED, parties(facts(VILLAGE), "mentor", "mentee")))
                .extracting(Addressee::mailbox)
                .containsExactly(
                        "account:mentee",
                        "account:mentor",
                        "role:township-officer@330523104",
                        "role:county-officer@330523");
    }

    @Test
    @Tag("PA-04")
    void tellsTheMembersAndTheOfficeOfTheRegion_whenATeamHasANewLeader() {
        assertThat(AudiencePolicy.audience(EventType.TEAM_LEADER_CHANGED, parties(facts("330523"), "leader", "member")))
                .containsExactly(
                        new Addressee("account:leader", AudienceReason.MEMBER_OF_THE_TEAM),
                        new Addressee("account:member", AudienceReason.MEMBER_OF_THE_TEAM),
                        new Addressee("role:county-officer@330523", AudienceReason.COUNTY_IN_CHARGE));
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void namesNobodyTwiceAndNoOfficeOutsideTheRegion(EventType type) {
        for (var region : List.of("33", "3305", "330523", "330523104", VILLAGE)) {
            var audience = AudiencePolicy.audience(
                    type, helpedBy(parties(of(region, "a", null, null, false), "a", "b"), "b", "c"));
            assertThat(audience).extracting(Addressee::mailbox).doesNotHaveDuplicates();
            assertThat(audience)
                    .extracting(Addressee::mailbox)
                    .filteredOn(mailbox -> mailbox.startsWith("role:"))
                    .allMatch(mailbox -> region.startsWith(mailbox.substring(mailbox.indexOf('@') + 1)));
        }
    }

    @Test
    void readsOwnOfficesAtExactlyTheOwnRegion() {
        assertThat(Mailbox.readBy("s", Set.of("village-clerk"), VILLAGE))
                .containsExactly("account:s", "role:village-clerk@330523104201");
        assertThat(Mailbox.readBy("s", Set.of("county-officer", "helper"), "330523"))
                .containsExactly("account:s", "role:county-officer@330523");
        assertThat(Mailbox.readBy("s", Set.of("village-clerk"), "330523")).containsExactly("account:s");
        assertThat(Mailbox.readBy("s", Set.of("auditor", "helper"), "33")).containsExactly("account:s");
    }

    @Test
    void knowsEveryTypeByItsName() {
        assertThat(Arrays.stream(EventType.values()).map(EventType::eventName)).doesNotHaveDuplicates();
        assertThat(EventType.named("risk-alert-raised")).contains(EventType.RISK_ALERT_RAISED);
        assertThat(EventType.RISK_ALERT_RAISED.fullType()).isEqualTo("org.jiedui.household.risk-alert-raised.v1");
        assertThat(EventType.RISK_ALERT_RAISED.topic()).isEqualTo("jiedui.household.risk-alert");
    }

    private static AudienceFacts facts(String region) {
        return new AudienceFacts(region, null, null, null, null, false, false, Set.of(), Set.of(), Set.of());
    }

    private static AudienceFacts helpedBy(AudienceFacts f, String... accounts) {
        return new AudienceFacts(
                f.region(),
                f.otherRegion(),
                f.account(),
                f.actor(),
                f.assigneeRole(),
                f.urgent(),
                f.aboutHousehold(),
                f.parties(),
                f.taskOwners(),
                Set.of(accounts));
    }

    private static AudienceFacts parties(AudienceFacts f, String... accounts) {
        return new AudienceFacts(
                f.region(),
                f.otherRegion(),
                f.account(),
                f.actor(),
                f.assigneeRole(),
                f.urgent(),
                f.aboutHousehold(),
                Set.of(accounts),
                f.taskOwners(),
                f.householdHelpers());
    }

    private static AudienceFacts of(String region, String account, String actor, String role, boolean urgent) {
        return new AudienceFacts(region, null, account, actor, role, urgent, false, Set.of(), Set.of(), Set.of());
    }
}
