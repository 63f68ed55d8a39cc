package cn.juhui.order.adapter.mongo;

import cn.juhui.order.application.OrderNumbers;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import java.util.Objects;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;

/// `{_id: "<storefront>/<order number>", orderId}`: unique by `_id`, which holds on a sharded cluster too.
public final class MongoOrderNumbers implements OrderNumbers {

    private final MongoCollection<Document> numbers;

    public MongoOrderNumbers(MongoTemplate mongo) {
        this.numbers = mongo.getCollection("order_numbers");
    }

    @Override
    public String claim(String storefront, String orderNo, String orderId) {
        var number =
                numbers.findOneAndUpdate(
                        Filters.eq("_id", storefront + "/" + orderNo),
                        Updates.setOnInsert("orderId", orderId),
                        new FindOneAndUpdateOptions()
                                .upsert(true)
                                .returnDocument(ReturnDocument.AFTER));
        return Objects.requireNonNull(number).getString("orderId");
    }
}
