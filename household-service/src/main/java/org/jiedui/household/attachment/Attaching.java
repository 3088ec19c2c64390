package org.jiedui.household.attachment;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jboss.logging.Logger;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.pii.SealedStreams;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.HouseholdProblem;

/**
 * Takes files of records, gives them back and takes them away (domain HH-21). An upload reserves its row, is streamed
 * encrypted into the store, looked at, and becomes visible at the end; whatever breaks off is taken away. Additions,
 * looks and deletions are audit entries.
 */
@ApplicationScoped
public class Attaching {
    private static final Logger LOG = Logger.getLogger(Attaching.class);

    private final AttachmentRepository attachments;
    private final Owners owners;
    private final AttachmentStore store;
    private final SealedStreams seals;
    private final AttachmentConfig config;
    private final AuditTrail audit;
    private final TimeSource time;

    Attaching(
            AttachmentRepository attachments,
            Owners owners,
            AttachmentStore store,
            SealedStreams seals,
            AttachmentConfig config,
            AuditTrail audit,
            TimeSource time) {
        this.attachments = attachments;
        this.owners = owners;
        this.store = store;
        this.seals = seals;
        this.config = config;
        this.audit = audit;
        this.time = time;
    }

    /**
     * What became of an upload.
     *
     * @param created false when the record has a file of this content already, which is the answer then
     */
    public record Added(Attachment attachment, boolean created) {}

    /**
     * Takes a file to its end; not to be called inside a transaction, it may take minutes. Refuses with
     * {@code ATTACHMENT_QUOTA}, 413 and {@code ATTACHMENT_CONTENT}.
     */
    public Added add(
            Caller caller, AttachmentOwner kind, UUID owner, String name, AttachmentType type, InputStream in) {
        var id = QuarkusTransaction.requiringNew().call(() -> reserve(caller, kind, owner, name, type));
        try {
            var content = new Counted(in, config.maxBytes());
            try (var sealed = seals.seal(content)) {
                store.put(id, sealed);
            }
            if (content.size == 0) {
                throw CommonProblem.INVALID_REQUEST.detail("文件为空", "The file is empty");
            }
            try (var clear = seals.open(from -> store.open(id, from), 0)) {
                if (!ContentPolicy.fits(type, clear)) {
                    throw HouseholdProblem.ATTACHMENT_CONTENT.problem();
                }
            }
            var hash = HexFormat.of().formatHex(content.digest.digest());
            var added = QuarkusTransaction.requiringNew().call(() -> finish(caller, id, content.size, hash));
            if (!added.created()) {
                drop(id);
            }
            return added;
        } catch (IOException e) {
            drop(id);
            if (e instanceof BrokenOff) {
                throw CommonProblem.MALFORMED_REQUEST.detail("上传中断", "The upload broke off");
            }
            LOG.errorf(e, "attachment could not be stored id=%s", id);
            throw CommonProblem.UNAVAILABLE.problem().header("Retry-After", 10);
        } catch (RuntimeException e) {
            drop(id);
            throw e;
        }
    }

    private UUID reserve(Caller caller, AttachmentOwner kind, UUID ownerId, String name, AttachmentType type) {
        var owner = owners.requireForCare(caller, kind, ownerId);
        var used = attachments.usage(kind, ownerId);
        requireQuota(used[0], used[1]);
        var reserved = new Attachment(owner, ContentPolicy.name(name, type), type, 0, caller.subject(), time.now());
        attachments.persist(reserved);
        return reserved.id();
    }

    private void requireQuota(long files, long bytes) {
        if (files >= config.maxPerOwner() || bytes >= config.maxBytesPerOwner()) {
            throw HouseholdProblem.ATTACHMENT_QUOTA.because(new Reason(
                    "QUOTA",
                    "每条记录至多 %d 个附件、%d 字节".formatted(config.maxPerOwner(), config.maxBytesPerOwner()),
                    "At most %d files and %d bytes of one record"
                            .formatted(config.maxPerOwner(), config.maxBytesPerOwner())));
        }
    }

    private Added finish(Caller caller, UUID id, long size, String hash) {
        var attachment = attachments.findById(id);
        if (attachment == null) {
            throw CommonProblem.UNAVAILABLE.problem().header("Retry-After", 1);
        }
        var same = attachments.same(attachment.ownerKind(), attachment.ownerId(), hash);
        if (same.isPresent()) {
            return new Added(same.get(), false);
        }
        var used = attachments.usage(attachment.ownerKind(), attachment.ownerId());
        requireQuota(used[0] - 1, used[1] + size - 1);
        attachment.stored(size, HexFormat.of().parseHex(hash), time.now());
        attachments.flush();
        note(caller, "ATTACHMENT_ADDED", attachment, Map.of("sha256", hash, "size", size));
        return new Added(attachment, true);
    }

    /** The file's particulars for whoever may see its record; {@code NOT_FOUND} otherwise. */
    public Attachment require(Caller caller, UUID id) {
        var attachment = attachments.require(id);
        owners.require(caller, attachment.ownerKind(), attachment.ownerId());
        return attachment;
    }

    /** The same, noting that the content is looked at. */
    @Transactional
    public Attachment look(Caller caller, UUID id) {
        var attachment = require(caller, id);
        note(caller, "ATTACHMENT_READ", attachment, Map.of());
        return attachment;
    }

    /** The clear bytes from one on; to be closed. */
    public InputStream open(Attachment attachment, long from) throws IOException {
        return seals.open(offset -> store.open(attachment.id(), offset), from);
    }

    /** Takes a file away for good; its bytes go as soon as that is committed. */
    public void delete(Caller caller, UUID id, LongConsumer precondition) {
        QuarkusTransaction.requiringNew().run(() -> {
            var attachment = attachments.require(id);
            owners.requireEvenClosed(caller, attachment.ownerKind(), attachment.ownerId());
            precondition.accept(attachment.version());
            attachment.delete(time.now());
            note(caller, "ATTACHMENT_DELETED", attachment, Map.of("sha256", attachment.sha256()));
        });
        drop(id);
    }

    /** Takes away what broken-off uploads and interrupted deletions left; returns how many. */
    public int tidy() {
        var before = time.now().minus(config.grace());
        var ids = QuarkusTransaction.requiringNew().call(() -> attachments.leftovers(before, 500));
        ids.forEach(this::drop);
        return ids.size();
    }

    /** Bytes first, then the row: without the row nobody would look for the bytes. */
    private void drop(UUID id) {
        try {
            store.delete(id);
            QuarkusTransaction.requiringNew()
                    .run(() -> attachments.delete("id = ?1 and state <> ?2", id, AttachmentState.STORED));
        } catch (IOException | RuntimeException e) {
            LOG.warnf("attachment will be taken away later id=%s reason=%s", id, e.getMessage());
        }
    }

    private void note(Caller caller, String action, Attachment attachment, Map<String, ?> details) {
        audit.record(caller, action, "attachment", attachment.id(), attachment.region(), details);
    }

    /** The sender went away. */
    private static final class BrokenOff extends IOException {
        private static final long serialVersionUID = 1;

        BrokenOff(IOException cause) {
            super(cause);
        }
    }

    /** Counts, digests and limits what is read. */
    private static final class Counted extends FilterInputStream {
        private final MessageDigest digest = sha256();
        private final long most;
        private long size;

        Counted(InputStream in, long most) {
            super(in);
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int n;
            try {
                n = in.read(bytes, from, length);
            } catch (IOException e) {
                throw new BrokenOff(e);
            }
            if (n > 0) {
                size += n;
                if (size > most) {
                    throw CommonProblem.TOO_LARGE.detail("超过 " + most + " 字节", "More than " + most + " bytes");
                }
                digest.update(bytes, from, n);
            }
            return n;
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
