package org.jiedui.household.attachment;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.problem.CommonProblem;

/** Questions about files; the right to see the record is checked before. */
@ApplicationScoped
public class AttachmentRepository implements PanacheRepositoryBase<Attachment, UUID> {
    /** Complete files of a record, oldest first. */
    public KeysetQuery<Attachment> ofOwner(AttachmentOwner kind, UUID owner) {
        return new KeysetQuery<>("attachments", Attachment.class, Attachment::id)
                .where(
                        "e.ownerKind = :kind and e.ownerId = :owner and e.state = :stored",
                        Map.of("kind", kind, "owner", owner, "stored", AttachmentState.STORED));
    }

    /** A complete file, whoever may see it; or {@code NOT_FOUND}. */
    Attachment require(UUID id) {
        return find("id = ?1 and state = ?2", id, AttachmentState.STORED)
                .firstResultOptional()
                .orElseThrow(CommonProblem.NOT_FOUND::problem);
    }

    /** The record's file with the same content, if there is one already. */
    Optional<Attachment> same(AttachmentOwner kind, UUID owner, String sha256) {
        return find(
                        "ownerKind = ?1 and ownerId = ?2 and state = ?3 and sha256 = ?4",
                        kind,
                        owner,
                        AttachmentState.STORED,
                        HexFormat.of().parseHex(sha256))
                .firstResultOptional();
    }

    /** Number and bytes of a record's files, those on their way included. */
    long[] usage(AttachmentOwner kind, UUID owner) {
        var row = getEntityManager()
                .createQuery(
                        "select count(*), coalesce(sum(e.size), 0L) from Attachment e where e.ownerKind = :kind"
                                + " and e.ownerId = :owner and e.state <> :deleted",
                        Object[].class)
                .setParameter("kind", kind)
                .setParameter("owner", owner)
                .setParameter("deleted", AttachmentState.DELETED)
                .getSingleResult();
        return new long[] {((Number) row[0]).longValue(), ((Number) row[1]).longValue()};
    }

    /** Uploads that broke off, and files whose bytes may still be there; at most so many. */
    List<UUID> leftovers(Instant before, int limit) {
        return getEntityManager()
                .createQuery(
                        "select e.id from Attachment e where e.state in (:states) and e.changedAt < :before"
                                + " order by e.changedAt",
                        UUID.class)
                .setParameter("states", List.of(AttachmentState.UPLOADING, AttachmentState.DELETED))
                .setParameter("before", before)
                .setMaxResults(limit)
                .getResultList();
    }
}
