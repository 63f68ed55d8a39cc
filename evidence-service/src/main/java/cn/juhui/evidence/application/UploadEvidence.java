package cn.juhui.evidence.application;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.EvidenceKind;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.evidence.EvidenceEvent;
import cn.juhui.evidence.application.Darkroom.Outcome.Developed;
import cn.juhui.evidence.application.Darkroom.Print;
import cn.juhui.evidence.domain.Evidence;
import cn.juhui.evidence.domain.IntakeLimits;
import cn.juhui.evidence.domain.OrderSides;
import cn.juhui.evidence.domain.Refusal;
import cn.juhui.evidence.domain.Viewer;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.journal.Stored;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;

/// Takes a file in as evidence for an order: who is a side of the order may, what is whole, safe and legible is kept. The files
/// are stored before the evidence that names them.
public record UploadEvidence(
        Orders orders,
        Darkroom darkroom,
        Places places,
        Pictures pictures,
        Journal<Evidence, EvidenceEvent> evidence,
        IntakeLimits limits,
        Clock clock) {

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

        /// Order-service does not answer, or too many files are in work: nothing was changed.
        record Unavailable() implements Result {}
    }

    public Result upload(Upload upload) {
        return switch (orders.sidesOf(upload.orderId())) {
            case Orders.Answer.NotFound _ -> new Result.OrderNotFound();
            case Orders.Answer.Unavailable _ -> new Result.Unavailable();
            case Orders.Answer.Found(var order) ->
                    upload.uploader()
                            .sideOf(order)
                            .map(side -> develop(upload, order, side))
                            .orElseGet(Result.OrderNotFound::new);
        };
    }

    private Result develop(Upload upload, OrderSides order, Role side) {
        return switch (darkroom.develop(upload.file())) {
            case Darkroom.Outcome.Refused(var refusal) -> new Result.Refused(refusal);
            case Darkroom.Outcome.Busy _ -> new Result.Unavailable();
            case Developed developed -> add(upload, order, side, developed);
        };
    }

    private Result add(Upload upload, OrderSides order, Role side, Developed developed) {
        if (!places.take(order.orderId(), side, upload.id())) {
            return new Result.Refused(new Refusal.LimitReached(limits.maxPerSide()));
        }
        keep(developed.original());
        keep(developed.shown());
        keep(developed.thumbnail());
        var cause = upload.cause().apply(side);
        var added = evidence(upload, order, cause.actor(), developed);
        // When it is there already, an earlier try of this operation got this far.
        evidence.add(added.id(), added, List.of(added.uploaded()), cause);
        return new Result.Added(evidence.find(added.id()).orElseThrow());
    }

    private void keep(Print print) {
        pictures.keep(print.picture(), print.bytes());
    }

    private Evidence evidence(
            Upload upload, OrderSides order, Actor uploadedBy, Developed developed) {
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
                List.of());
    }
}
