package cn.juhui.evidence.domain;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.evidence.EvidenceAttached;
import cn.juhui.contracts.evidence.EvidenceEvent;
import cn.juhui.contracts.evidence.EvidenceKind;
import cn.juhui.contracts.evidence.EvidenceScanned;
import cn.juhui.contracts.evidence.EvidenceUploaded;
import cn.juhui.contracts.evidence.EvidenceUse;
import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.evidence.domain.legibility.Legibility;
import cn.juhui.evidence.domain.picture.StoredPicture;
import cn.juhui.evidence.domain.picture.Variant;
import cn.juhui.evidence.domain.similarity.Fingerprint;
import cn.juhui.platform.kernel.Decision;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A picture that supports one side of an order's case.
///
/// Its life is short: it is uploaded, becomes part of a case of its order, sometimes of more than one, and stays what it is. The file behind it may be behind other pieces of evidence
/// too, by other people; they know nothing of each other.
///
/// @param uploadedBy whose act it was; the role is the uploader's side
/// @param uploader the subject of the uploader's token
/// @param original as sent: only its uploader gets these bytes back
/// @param shown encoded anew without metadata: what everybody else sees
/// @param thumbnail the same, small
/// @param looks by which the same picture is found in other cases
/// @param refundIds the cases it is part of
/// @param scan of the file as it was sent; of pieces from before that was done: that there was no scanner
/// @param use what it is to its cases; null on pieces from before that was kept
public record Evidence(
        String id,
        String orderId,
        String customerId,
        String merchantId,
        EvidenceKind kind,
        Actor uploadedBy,
        String uploader,
        StoredPicture original,
        StoredPicture shown,
        StoredPicture thumbnail,
        Legibility legibility,
        Instant uploadedAt,
        Fingerprint looks,
        List<String> refundIds,
        Scan scan,
        @Nullable EvidenceUse use) {

    public Evidence {
        refundIds = List.copyOf(refundIds);
        scan = Objects.requireNonNullElseGet(scan, Scan::none);
    }

    /// The fact to tell the others.
    public EvidenceUploaded uploaded() {
        return new EvidenceUploaded(
                id,
                new OrderId(orderId),
                new CustomerId(customerId),
                new MerchantId(merchantId),
                kind,
                original.format().mediaType(),
                original.bytes(),
                original.sha256(),
                original.width(),
                original.height(),
                uploadedBy.role());
    }

    /// Becomes part of a case, or is used in it as something that fewer people may see. Of another order's case it never becomes part:
    /// then nothing happens. An account proof stays one.
    public Decision<Evidence, EvidenceEvent, Void> attachTo(RefundCase refund, EvidenceUse as) {
        var known = refundIds.contains(refund.refundId());
        var proof = as == EvidenceUse.ACCOUNT_PROOF && use != EvidenceUse.ACCOUNT_PROOF;
        if ((known && !proof) || !orderId.equals(refund.orderId())) {
            return Decision.alreadyDone();
        }
        var cases = Stream.concat(refundIds.stream(), Stream.of(refund.refundId()));
        return Decision.accepted(
                with(cases.distinct().toList(), scan, proof ? as : useAfterward()),
                new EvidenceAttached(
                        id,
                        new RefundId(refund.refundId()),
                        new OrderId(orderId),
                        new CustomerId(customerId),
                        new MerchantId(merchantId),
                        kind));
    }

    /// What it is from now on, when nothing else becomes of it: what nobody knows of a piece from before stays unknown.
    private @Nullable EvidenceUse useAfterward() {
        return use == null && refundIds.isEmpty() ? EvidenceUse.of(kind) : use;
    }

    /// What the scanner says now. The same as before is no news, and what it once said for good stays.
    public Decision<Evidence, EvidenceEvent, Void> scanned(ScanVerdict verdict, Instant now) {
        var after = Scan.after(verdict, now);
        if (after.state() == scan.state() || scan.isKnown()) {
            return Decision.alreadyDone();
        }
        return Decision.accepted(
                with(refundIds, after, use),
                new EvidenceScanned(
                        id,
                        new OrderId(orderId),
                        new CustomerId(customerId),
                        new MerchantId(merchantId),
                        after.state()));
    }

    private Evidence with(List<String> cases, Scan scanned, @Nullable EvidenceUse used) {
        return new Evidence(
                id,
                orderId,
                customerId,
                merchantId,
                kind,
                uploadedBy,
                uploader,
                original,
                shown,
                thumbnail,
                legibility,
                uploadedAt,
                looks,
                cases,
                scanned,
                used);
    }

    /// Its uploader, and of the order's sides and the agents those whom what it is allows: for everybody else it does not exist.
    public boolean isVisibleTo(Viewer viewer) {
        return isFrom(viewer)
                || viewer.sideOf(new OrderSides(orderId, customerId, merchantId))
                        .filter(this::isFor)
                        .isPresent();
    }

    /// Whether a side of its order may know of it, by the rule that all services share.
    public boolean isFor(Role side) {
        return (side == Role.MERCHANT && uploadedBy.role() == Role.MERCHANT) || isAs().isFor(side);
    }

    /// Whether this person looks at it for the platform: nobody does at an order that they are a side of.
    public boolean isAgentsWork(Viewer viewer) {
        return viewer.sideOf(new OrderSides(orderId, customerId, merchantId))
                .filter(Role.AGENT::equals)
                .isPresent();
    }

    /// What it is to its cases. Its sender's word is enough to keep it from others. Of a piece that became part of a case before that was kept
    /// only those that were there before the case are known to be no account proof; the others are taken for one.
    private EvidenceUse isAs() {
        if (EvidenceUse.of(kind) == EvidenceUse.ACCOUNT_PROOF) {
            return EvidenceUse.ACCOUNT_PROOF;
        }
        if (use != null) {
            return use;
        }
        return refundIds.stream().allMatch(this::isOlderThan)
                ? EvidenceUse.CASE
                : EvidenceUse.ACCOUNT_PROOF;
    }

    private boolean isOlderThan(String refundId) {
        return !uploadedAt.isAfter(RefundCase.madeAt(refundId));
    }

    /// Whether it was uploaded at this time or before, and has not become part of a case.
    public boolean isUnusedSince(Instant uploadedBefore) {
        return refundIds.isEmpty() && !uploadedAt.isAfter(uploadedBefore);
    }

    /// The SHA-256 of each file that it names.
    public List<String> files() {
        return Stream.of(original, shown, thumbnail).map(StoredPicture::sha256).distinct().toList();
    }

    /// The bytes that this person gets: their own as they sent them, others' encoded anew.
    public StoredPicture pictureFor(Variant variant, Viewer viewer) {
        return variant == Variant.CONTENT && isFrom(viewer) ? original : picture(variant);
    }

    /// What everybody may see who may see it at all.
    public StoredPicture picture(Variant variant) {
        return switch (variant) {
            case CONTENT -> shown;
            case THUMBNAIL -> thumbnail;
        };
    }

    private boolean isFrom(Viewer viewer) {
        return uploader.equals(viewer.subject()) && viewer.roles().contains(uploadedBy.role());
    }
}
