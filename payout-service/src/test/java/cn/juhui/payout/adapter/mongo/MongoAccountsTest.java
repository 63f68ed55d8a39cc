package cn.juhui.payout.adapter.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.juhui.contracts.money.AccountNumber;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.payout.application.account.KeptAccounts.Kept;
import cn.juhui.payout.domain.account.Account;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.process.WrongVariablesException;
import cn.juhui.platform.security.SealingKeys;
import cn.juhui.platform.testkit.TestBackends;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

class MongoAccountsTest {

    private static final MongoClient CLIENT = MongoClients.create(TestBackends.mongoUri());
    private static final Account ACCOUNT =
            new Account(
                    PaymentChannel.BANK_CARD,
                    new AccountNumber("6222020000000000123"),
                    "张三",
                    "中国银行");

    private final MongoTemplate mongo = new MongoTemplate(CLIENT, Ids.next("tst"));
    private final byte[] key = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    private final byte[] newKey =
            "fedcba9876543210fedcba9876543210".getBytes(StandardCharsets.UTF_8);
    private final MongoAccounts accounts = new MongoAccounts(mongo, new SealingKeys(List.of(key)));
    private final String ref = Ids.next("acc");

    @AfterEach
    void drop() {
        mongo.getDb().drop();
    }

    @AfterAll
    static void close() {
        CLIENT.close();
    }

    private Document stored() {
        return mongo.findById(ref, Document.class, MongoAccounts.COLLECTION);
    }

    @Test
    void an_account_comes_back_for_its_payout_and_for_no_other() {
        accounts.add(ref, "pay_1", ACCOUNT);
        assertThat(accounts.find(ref, "pay_1")).contains(ACCOUNT);
        assertThat(accounts.find(ref, "pay_2")).isEmpty();
        assertThat(accounts.find("acc_other", "pay_1")).isEmpty();
    }

    @Test
    void nobody_reads_it_in_the_store_or_in_a_log() {
        accounts.add(ref, "pay_1", ACCOUNT);
        var sealed = stored().get("sealed", Binary.class).getData();
        assertThat(new String(sealed, StandardCharsets.UTF_8)).doesNotContain("0123", "张三");
        assertThat(stored().toJson()).doesNotContain("6222", "张三");
        assertThat(ACCOUNT.toString()).contains("6222 **** **** 0123").doesNotContain("02000");
    }

    @Test
    void one_sealed_account_can_not_be_put_in_the_place_of_another() {
        accounts.add(ref, "pay_1", ACCOUNT);
        var query = new Query(Criteria.where("_id").is(ref));
        mongo.updateFirst(query, Update.update("payoutId", "pay_2"), MongoAccounts.COLLECTION);
        assertThatThrownBy(() -> accounts.find(ref, "pay_2"))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_changed_byte_is_noticed() {
        accounts.add(ref, "pay_1", ACCOUNT);
        var sealed = stored().get("sealed", Binary.class).getData();
        sealed[sealed.length - 1] ^= 1;
        var query = new Query(Criteria.where("_id").is(ref));
        mongo.updateFirst(query, Update.update("sealed", sealed), MongoAccounts.COLLECTION);
        assertThatThrownBy(() -> accounts.find(ref, "pay_1"))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void an_old_key_still_opens_what_it_sealed_and_a_start_without_it_is_refused() {
        accounts.add(ref, "pay_1", ACCOUNT);
        var old = new SealingKeys(List.of(key));
        var both = new MongoAccounts(mongo, new SealingKeys(List.of(newKey, key)));

        assertThat(stored().getString("sealedBy")).isEqualTo(old.id());
        assertThat(both.find(ref, "pay_1")).contains(ACCOUNT);
        assertThatThrownBy(this::withTheNewKeyAlone)
                .isInstanceOf(WrongVariablesException.class)
                .hasMessageStartingWith("ACCOUNT_KEYS: the key with the id " + old.id())
                .hasMessageContaining("1 accounts");
    }

    private MongoAccounts withTheNewKeyAlone() {
        return new MongoAccounts(mongo, new SealingKeys(List.of(newKey)));
    }

    @Test
    void what_was_sealed_anew_does_not_need_its_old_key() {
        accounts.add(ref, "pay_1", ACCOUNT);
        var both = new MongoAccounts(mongo, new SealingKeys(List.of(newKey, key)));

        assertThat(both.reseal()).isEqualTo(1);
        assertThat(both.reseal()).isZero();
        assertThat(withTheNewKeyAlone().find(ref, "pay_1")).contains(ACCOUNT);
    }

    @Test
    void accounts_from_before_keys_had_ids_are_read_guarded_and_sealed_anew() {
        accounts.add(ref, "pay_1", ACCOUNT);
        mongo.updateFirst(
                new Query(Criteria.where("_id").is(ref)),
                new Update().unset("sealedBy"),
                MongoAccounts.COLLECTION);

        assertThat(accounts.find(ref, "pay_1")).contains(ACCOUNT);
        assertThatThrownBy(this::withTheNewKeyAlone)
                .isInstanceOf(WrongVariablesException.class)
                .hasMessageStartingWith("ACCOUNT_KEYS: 1 accounts");
        assertThat(new MongoAccounts(mongo, new SealingKeys(List.of(newKey, key))).reseal())
                .isEqualTo(1);
        assertThat(withTheNewKeyAlone().find(ref, "pay_1")).contains(ACCOUNT);
    }

    @Test
    void those_named_before_a_time_are_listed_and_removed_for_good() {
        var first =
                Ids.of(
                        "acc",
                        new UUID(Instant.parse("2026-01-01T00:00:00Z").toEpochMilli() << 16, 1));
        var second =
                Ids.of(
                        "acc",
                        new UUID(Instant.parse("2026-01-02T00:00:00Z").toEpochMilli() << 16, 1));
        accounts.add(second, "pay_2", ACCOUNT);
        accounts.add(first, "pay_1", ACCOUNT);

        var time = Instant.parse("2026-01-02T00:00:00Z");
        assertThat(accounts.namedBefore(time, "", 9)).containsExactly(new Kept(first, "pay_1"));
        assertThat(accounts.namedBefore(time.plusMillis(1), first, 9))
                .containsExactly(new Kept(second, "pay_2"));
        accounts.remove(new Kept(first, "pay_1"));
        assertThat(accounts.find(first, "pay_1")).isEmpty();
    }

    @Test
    void the_same_account_is_sealed_differently_every_time() {
        var other = Ids.next("acc");
        accounts.add(ref, "pay_1", ACCOUNT);
        accounts.add(other, "pay_1", ACCOUNT);
        assertThat(stored().get("sealed", Binary.class))
                .isNotEqualTo(
                        mongo.findById(other, Document.class, MongoAccounts.COLLECTION)
                                .get("sealed", Binary.class));
    }

    @Test
    void a_key_of_another_length_is_none() {
        assertThatThrownBy(() -> new SealingKeys(List.of(new byte[16])))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SealingKeys(List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
