package cn.juhui.refund.adapter.http.dossier;

import cn.juhui.platform.http.body.BodyRoom;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.security.Caller;
import cn.juhui.refund.adapter.http.export.TemporaryFile;
import cn.juhui.refund.adapter.http.view.RefundAccess;
import cn.juhui.refund.adapter.http.view.RefundAnswers;
import cn.juhui.refund.adapter.http.view.Sides;
import cn.juhui.refund.application.dossier.CompileDossier;
import cn.juhui.refund.application.dossier.Dossier;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// The case as a file to keep, for its sides and for agents.
@RestController
class DossierController {

    private static final MediaType ZIP = new MediaType("application", "zip");

    /// Each holds one picture in memory at a time.
    private static final int AT_ONCE = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final RefundAccess access;
    private final CompileDossier compileDossier;
    private final DossierWriter writer;
    private final BodyRoom room;
    private final Semaphore places = new Semaphore(AT_ONCE);

    DossierController(
            RefundAccess access,
            CompileDossier compileDossier,
            DossierWriter writer,
            BodyRoom room) {
        this.access = access;
        this.compileDossier = compileDossier;
        this.writer = writer;
        this.room = room;
    }

    @GetMapping("/v1/refunds/{id}/dossier")
    ResponseEntity<Resource> dossier(@PathVariable String id, Caller caller) {
        var refund = access.find(id, caller).stored();
        if (Sides.of(caller, refund.aggregate()).isEmpty()) {
            throw ProblemException.notFound();
        }
        takePlace();
        try {
            return RefundAnswers.asking(() -> zip(compileDossier.compile(refund), caller));
        } finally {
            places.release();
        }
    }

    private ResponseEntity<Resource> zip(Dossier dossier, Caller caller) {
        var name = dossier.refund().id() + ".zip";
        return TemporaryFile.answer(room, ZIP, name, out -> writer.write(dossier, caller, out));
    }

    private void takePlace() {
        try {
            if (places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw ProblemException.of(503, "SERVICE_UNAVAILABLE");
    }
}
