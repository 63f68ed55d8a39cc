package cn.juhui.order.adapter.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;

import cn.juhui.order.application.express.ExpressBlocks;
import cn.juhui.order.domain.express.ExpressBlock;
import cn.juhui.order.domain.express.Party;
import cn.juhui.platform.json.StateMapper;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.PushOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;

/// `{_id: "CUSTOMER/<id>", blocked, decisions: [{blocked, reason, by, at, until?} …]}`: who decided what, and why, stays readable.
public final class MongoExpressBlocks implements ExpressBlocks {

    private final MongoCollection<Document> blocks;

    public MongoExpressBlocks(MongoTemplate mongo) {
        this.blocks = mongo.getCollection("express_blocks");
        blocks.createIndex(Indexes.ascending("blocked", "_id"));
    }

    @Override
    public ExpressBlock of(Party party) {
        var found = blocks.find(eq("_id", id(party))).first();
        return found == null ? new ExpressBlock(party, List.of()) : decode(found);
    }

    @Override
    public List<ExpressBlock> of(List<Party> parties) {
        var found = new ArrayList<ExpressBlock>();
        for (var d :
                blocks.find(in("_id", parties.stream().map(MongoExpressBlocks::id).toList()))) {
            found.add(decode(d));
        }
        return found;
    }

    @Override
    public ExpressBlock add(Party party, ExpressBlock.Decided decision) {
        blocks.updateOne(
                eq("_id", id(party)),
                Updates.setOnInsert("decisions", List.of()),
                new UpdateOptions().upsert(true));
        var now =
                blocks.findOneAndUpdate(
                        and(eq("_id", id(party)), ne("decisions.cause", decision.cause())),
                        Updates.combine(
                                Updates.set("blocked", decision.blocked()),
                                Updates.pushEach(
                                        "decisions",
                                        List.of(new Document(StateMapper.toTree(decision))),
                                        new PushOptions().slice(-ExpressBlock.MOST_DECISIONS))),
                        new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
        return now == null ? of(party) : decode(now);
    }

    @Override
    public List<ExpressBlock> list(@Nullable Party after, int limit) {
        var blocked = eq("blocked", true);
        var page = new ArrayList<ExpressBlock>();
        for (var d :
                blocks.find(after == null ? blocked : and(blocked, gt("_id", id(after))))
                        .sort(Sorts.ascending("_id"))
                        .limit(limit)) {
            page.add(decode(d));
        }
        return page;
    }

    private static ExpressBlock decode(Document d) {
        var parts = d.getString("_id").split("/", 2);
        return new ExpressBlock(
                new Party(Party.Kind.valueOf(parts[0]), parts[1]),
                d.getList("decisions", Document.class).stream()
                        .map(one -> StateMapper.fromTree(one, ExpressBlock.Decided.class))
                        .toList());
    }

    private static String id(Party party) {
        return party.kind() + "/" + party.id();
    }
}
