package cn.juhui.platform.testkit;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;

import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Deaths of a process in the middle of requests, as the store remembers them.
public final class Crashes {

    /// What every service has, and which changes nothing by itself: its events are told again as they are stored, and what it gave up is heard again;
    /// a lever's change has the operation's own id.
    private static final Set<String> EVERYWHERE =
            Set.of(
                    "POST /internal/histories/{subject}/tellings",
                    "POST /internal/levers",
                    "POST /internal/replays");

    private Crashes() {}

    /// As if the process had died after it did what was asked and before it stored an answer, in every request so far that had an
    /// `Idempotency-Key`, and its leases had run out since. The process that is still there renews none of them.
    public static void beforeTheAnswersWereStored(MongoTemplate mongo) {
        mongo.getCollection("idempotency")
                .updateMany(
                        and(exists("status"), gt("createdAt", Date.from(Instant.EPOCH))),
                        Updates.combine(
                                Updates.unset("status"),
                                Updates.unset("sealedBy"),
                                Updates.unset("sealed"),
                                Updates.set("lease", "of a process that died"),
                                Updates.set("leaseUntil", Date.from(Instant.EPOCH))));
    }

    /// Everything that changes something in a service: `POST /v1/things/{id}/action`. A test that goes through them compares, so that
    /// none is forgotten.
    public static Set<String> operations(RequestMappingHandlerMapping controllers) {
        var all = new TreeSet<String>();
        controllers
                .getHandlerMethods()
                .forEach((mapping, method) -> {
                    if (method.getBeanType().getName().startsWith("cn.juhui.")) {
                        for (var verb : mapping.getMethodsCondition().getMethods()) {
                            if (verb != RequestMethod.GET) {
                                mapping.getPatternValues().forEach(p -> all.add(verb + " " + p));
                            }
                        }
                    }
                });
        all.removeAll(EVERYWHERE);
        return all;
    }
}
