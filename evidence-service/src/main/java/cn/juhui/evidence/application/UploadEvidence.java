package cn.juhui.evidence.application;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.evidence.EvidenceEvent;
import cn.juhui.contracts.evidence.EvidenceKind;
import cn.juhui.contracts.evidence.EvidenceUse;
import cn.juhui.evidence.application.picture.ImageProcessing;
import cn.juhui.evidence.application.picture.ImageProcessing.Outcome.Developed;
import cn.juhui.evidence.application.picture.ImageProcessing.Print;
import cn.juhui.evidence.application.picture.Pictures;
import cn.juhui.evidence.application.picture.PicturesUnavailableException;
import cn.juhui.evidence.application.picture.Scanner;
import cn.juhui.evidence.domain.Evidence;
import cn.juhui.evidence.domain.IntakeLimits;
import cn.juhui.evidence.domain.OrderSides;
import cn.juhui.evidence.domain.Refusal;
import cn.juhui.evidence.domain.Scan;
import cn.juhui.evidence.domain.ScanVerdict;
import cn.juhui.evidence.domain.Viewer;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.journal.Stored;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// Takes a file in as evidence for an order: who is a side of the order may, what is whole, safe and legible is kept. The files
/// are stored before the evidence that names them, and held for as long as that takes.
///
/// @param heldUntil how long a file that is stored now is safe from removal, in real time
public record UploadEvidence(
        Orders orders,
        ImageProcessing darkroom,
        Scanner scanner,
        Places places,
        Pictures pictures,
        Removals removals,
        Journal<Evidence, EvidenceEvent> evidence,
        IntakeLimits limits,
        Clock clock,
        Supplier<Instant> heldUntil) {

    /// @param id of the evidence to be; the same for every try of the same operation
    /// @param cause of the act, once it is known as which side it is done
    @SuppressWarnings("ArrayRecordComponent")
    public record Upload(
            String id,
            String orderId,
            EvidenceKind kind,
            byte[] file,
            Viewer uploader,
            Function<Role, Cause> cause) {}

    public sealed interface Result {

        record Added(Stored<Evidence> evidence) implements Result {}

        record Refused(Refusal refusal) implements Result {}

        record OrderNotFound() implements Result {}

        /// Order-service or the pictures' store does not answer, too many files are in work, or the same file is being removed: nothing
        /// was added.
        record Unavailable() implements Result {}
    }

    /// What an earlier try of the same operation added is there, whatever would be said of the file by now.
    public Result upload(Upload upload) {
        return switch (orders.sidesOf(upload.orderId())) {
            case Orders.Answer.NotFound _ -> new Result.OrderNotFound();
            case Orders.Answer.Unavailable _ -> new Result.Unavailable();
            case Orders.Answer.Found(var order) ->
                    upload.uploader()
                            .sideOf(order)
                            .map(side ->
                                    evidence.find(upload.id())
                                            .<Result>map(Result.Added::new)
                                            .orElseGet(() -> develop(upload, order, side)))
                            .orElseGet(Result.OrderNotFound::new);
        };
    }

    private Result develop(Upload upload, OrderSides order, Role side) {
        return switch (darkroom.develop(upload.file())) {
            case ImageProcessing.Outcome.Refused(var refusal) -> new Result.Refused(refusal);
            case ImageProcessing.Outcome.Busy _ -> new Result.Unavailable();
            case Developed developed -> scan(upload, order, side, developed);
        };
    }

    /// A scanner that does not answer keeps nobody waiting: the picture is taken in, and shown once it is known to be clean.
    private Result scan(Upload upload, OrderSides order, Role side, Developed developed) {
        var verdict = scanner.scan(upload.file());
        return verdict instanceof ScanVerdict.Infected
                ? new Result.Refused(new Refusal.Infected())
                : add(upload, order, side, developed, Scan.after(verdict, clock.instant()));
    }

    private Result add(Upload upload, OrderSides order, Role side, Developed developed, Scan scan) {
        var prints = List.of(developed.original(), developed.shown(), developed.thumbnail());
        if (!prints.stream().allMatch(this::hold)) {
            return new Result.Unavailable();
        }
        if (!places.take(order.orderId(), side, upload.id())) {
            return new Result.Refused(new Refusal.LimitReached(limits.maxPerSide()));
        }
        try {
            prints.forEach(print -> pictures.keep(print.picture(), print.bytes()));
        } catch (PicturesUnavailableException e) {
            giveUp(upload, order, side);
            return new Result.Unavailable();
        }
        var cause = upload.cause().apply(side);
        var added = evidence(upload, order, cause.actor(), developed, scan);
        // When it is there already, an earlier try of this operation got this far.
        return new Result.Added(
                evidence.add(added.id(), added, List.of(added.uploaded()), cause)
                        .or(() -> evidence.find(added.id()))
                        .orElseThrow());
    }

    /// The place is free again, unless an earlier try of this operation got to the end. What files there are nobody names: they go when
    /// they are held no longer.
    private void giveUp(Upload upload, OrderSides order, Role side) {
        if (evidence.find(upload.id()).isEmpty()) {
            places.free(order.orderId(), side, upload.id());
        }
    }

    private boolean hold(Print print) {
        return removals.hold(print.picture().sha256(), heldUntil.get());
    }

    private Evidence evidence(
            Upload upload, OrderSides order, Actor uploadedBy, Developed developed, Scan scan) {
        return new Evidence(
                upload.id(),
                order.orderId(),
                order.customerId(),
                order.merchantId(),
                upload.kind(),
                uploadedBy,
                upload.uploader().subject(),
                developed.original().picture(),
                developed.shown().picture(),
                developed.thumbnail().picture(),
                developed.legibility(),
                clock.instant(),
                developed.looks(),
                List.of(),
                scan,
                EvidenceUse.of(upload.kind()));
    }
}
