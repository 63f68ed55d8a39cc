package cn.juhui.order.adapter.http.imports;

import cn.juhui.order.application.imports.ImportJob;
import cn.juhui.order.application.imports.ImportJobs;
import cn.juhui.order.application.imports.ImportRows;
import cn.juhui.order.application.imports.ImportedRow;
import cn.juhui.order.application.imports.QueueImport;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.request.RequestContext;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.security.Caller;
import cn.juhui.platform.trace.TraceContext;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/// A short import is done while its sender waits. A longer one, or one that its sender doesn't want to wait for, becomes a job.
public final class ImportRequests {

    /// So many rows are done in a second or two.
    static final int MOST_AT_ONCE = 1_000;

    /// Where the jobs are.
    static final String JOBS = "/v1/imports/";

    /// After so many seconds it is worth asking again.
    private static final String ASK_AFTER = "1";

    private final ImportFiles files;
    private final QueueImport queueImport;
    private final ImportJobs jobs;
    private final ImportViews views;

    public ImportRequests(
            ImportFiles files, QueueImport queueImport, ImportJobs jobs, ImportViews views) {
        this.files = files;
        this.queueImport = queueImport;
        this.jobs = jobs;
        this.views = views;
    }

    /// @param view of the rows that were done at once
    /// @throws ProblemException 400 when it is no such file, 413 when it has too many rows, 429 and 503 when too much waits
    ResponseEntity<Object> answer(
            ImportJob.Kind kind,
            byte @Nullable [] body,
            Caller caller,
            RequestContext context,
            Function<List<ImportedRow>, Object> view) {
        var csv = body == null ? new byte[0] : body;
        var rows = files.read(kind, csv, caller, context);
        return context.respondAsync() || rows.rows() > MOST_AT_ONCE
                ? queue(kind, rows, csv, caller, context)
                : ResponseEntity.ok(view.apply(rows.run(0, rows.steps())));
    }

    private ResponseEntity<Object> queue(
            ImportJob.Kind kind,
            ImportRows rows,
            byte[] csv,
            Caller caller,
            RequestContext context) {
        var wish =
                new QueueImport.Wish(
                        context.newId("imp"),
                        kind,
                        by(caller),
                        context.operation().toString(),
                        TraceContext.current(),
                        rows.rows());
        return switch (queueImport.queue(wish, csv)) {
            case QueueImport.Answer.Queued(var job) -> accepted(job, context);
            case QueueImport.Answer.TooMany() ->
                    throw ProblemException.of(429, "TOO_MANY_IMPORTS", QueueImport.MOST_OF_ONE);
            case QueueImport.Answer.Full() -> throw ProblemException.of(503, "IMPORTS_FULL");
        };
    }

    private ResponseEntity<Object> accepted(ImportJob job, RequestContext context) {
        var answer =
                ResponseEntity.accepted()
                        .location(URI.create(JOBS + job.id()))
                        .header(HttpHeaders.RETRY_AFTER, ASK_AFTER);
        if (context.respondAsync()) {
            answer.header("Preference-Applied", "respond-async");
        }
        return answer.body(views.of(job));
    }

    /// @throws ProblemException 404 when there is none for this caller
    ResponseEntity<ImportViews.JobView> read(String id, Caller caller) {
        if (!Ids.isA("imp", id)) {
            throw ProblemException.notFound();
        }
        var job =
                jobs.find(id)
                        .filter(j -> by(caller).owns(j.owner()))
                        .orElseThrow(ProblemException::notFound);
        var answer = ResponseEntity.ok();
        if (!job.status().isFinal()) {
            answer.header(HttpHeaders.RETRY_AFTER, ASK_AFTER);
        }
        return answer.body(views.of(job));
    }

    private static ImportJob.By by(Caller caller) {
        return new ImportJob.By(caller.subject(), caller.roles(), caller.merchantId());
    }
}
