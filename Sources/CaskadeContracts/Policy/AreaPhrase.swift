/// A text that makes an added line belong to a risk area, whatever its file is called.
package struct AreaPhrase: Hashable, Sendable {
  package let area: String
  package let rule: String
  /// Compared without ASCII case, as whole words.
  package let text: String
  package let kind: Kind

  /// Where a phrase has its meaning.
  package enum Kind: Hashable, Sendable {
    /// A statement of SQL: in capitals, in a file of SQL, or where a line or a text begins.
    case statement
    /// A value that is set: not where it is compared, or forbidden by a rule.
    case setting
    /// An interface that code uses. As the two above it says nothing in a test.
    case code
    /// What runs, in a test as elsewhere.
    case command
  }

  /// The built-in table. It lists what has next to no other meaning; what code of every kind says isn't there.
  package static let builtIn: [AreaPhrase] =
    phrases(
      "migrations", "area.migrations.ddl", .statement,
      [
        "CREATE TABLE", "ALTER TABLE", "DROP TABLE", "RENAME TABLE", "ADD COLUMN", "DROP COLUMN", "RENAME COLUMN",
        "ALTER COLUMN", "CREATE INDEX", "CREATE UNIQUE INDEX", "DROP INDEX", "DROP CONSTRAINT", "CREATE TYPE",
        "ALTER TYPE", "ADD CONSTRAINT", "DROP TYPE", "DROP VIEW", "CREATE OR REPLACE VIEW", "ALTER INDEX",
        "TRUNCATE",
      ])
    + phrases(
      "migrations", "area.migrations.ddl", .code,
      [
        "op.add_column(", "op.drop_column(", "op.alter_column(", "op.create_table(", "op.drop_table(",
        "ActiveRecord::Migration", "migrations.AddField(", "migrations.RemoveField(", "migrations.RunSQL(",
        "migrations.RunPython(", "Schema::create(", "Schema::table(", "Schema::drop", "queryInterface.addColumn",
        "queryInterface.removeColumn", "knex.schema", "migrationBuilder.", "NSMigrationManager",
      ])
    + phrases(
      "production", "area.production.data", .statement,
      ["DROP DATABASE", "DROP SCHEMA", "TRUNCATE TABLE", "DELETE FROM"])
    + phrases(
      "production", "area.production.data", .code,
      [
        "dropDatabase(", "FLUSHALL", "FLUSHDB", "--accept-data-loss",
        "prevent_destroy = false", "deletion_protection = false", "skip_final_snapshot = true", "force_destroy = true",
        "DeletionPolicy: Delete",
      ])
    + phrases(
      "auth", "area.auth.tls", .code,
      [
        "verify=False", "InsecureSkipVerify", "rejectUnauthorized: false", "NODE_TLS_REJECT_UNAUTHORIZED",
        "CURLOPT_SSL_VERIFYPEER", "CURLOPT_SSL_VERIFYHOST", "VERIFY_NONE", "_create_unverified_context",
        "danger_accept_invalid_certs", "NSAllowsArbitraryLoads", "ServerCertificateValidationCallback",
        "ServerCertificateCustomValidationCallback", "StrictHostKeyChecking=no", "StrictHostKeyChecking no",
        "strict-ssl=false", "http.sslVerify",
      ])
    + phrases(
      "auth", "area.auth.checks", .code,
      [
        "csrf_exempt", "verify_authenticity_token", "AllowAnonymous", "permitAll()", "csrf().disable()",
        "permissions.AllowAny", "\"alg\": \"none\"", "algorithms=[\"none\"]", "verify_signature\": False",
        "jwt.decode(", "jwt.verify(", "jwt.sign(", "has_secure_password", "authenticate_user!", "PasswordHasher",
        "SecItemAdd(", "SecItemUpdate(", "kSecAttrAccessible", "setuid(", "seteuid(",
      ])
    + phrases(
      "billing", "area.billing.provider", .code,
      [
        "Stripe::", "import stripe", "from 'stripe'", "from \"stripe\"", "require('stripe')", "require(\"stripe\")",
        "stripe.charges", "stripe.customers", "stripe.checkout", "stripe.subscriptions", "stripe.invoices",
        "stripe.refunds", "stripe.PaymentIntent", "stripe.paymentIntents", "stripe.Charge", "stripe.Webhook",
        "stripe-go/", "com.stripe.", "Braintree::", "paypalrestsdk", "@paypal/", "SKPaymentQueue", "BillingClient",
      ])
    + phrases(
      "deploys", "area.deploys.commands", .command,
      [
        "kubectl apply", "kubectl delete", "kubectl exec", "terraform apply", "terraform destroy", "pulumi up",
        "helm upgrade", "helm install", "helm uninstall", "docker push", "podman push", "ansible-playbook",
        "aws s3 sync", "aws s3 rm", "aws ecs update-service", "gcloud run deploy", "gcloud app deploy",
        "serverless deploy", "flyctl deploy", "vercel deploy", "npm publish", "pnpm publish", "yarn publish",
        "cargo publish", "gem push", "twine upload", "pod trunk push", "git push --force",
      ])
    + phrases("ci", "area.ci.trigger", .setting, ["pull_request_target", "permissions: write-all"])
    + phrases(
      "deploys", "area.deploys.exposure", .setting,
      [
        "chmod 777", "chmod -R 777", "chmod 0777", "privileged: true", "hostNetwork: true", "hostPID: true",
        "allowPrivilegeEscalation: true", "acl = \"public-read", "publicly_accessible = true", "0.0.0.0/0", "NOPASSWD:",
      ])
    + phrases(
      "dependencies", "area.dependencies.source", .command,
      [
        "--extra-index-url", "--trusted-host", "--index-url", "pip install git+", "npm install -g",
        "npm config set registry", "--allow-unauthenticated", "gpgcheck=0",
      ])
    + phrases(
      "agents", "area.agents.permissions", .command,
      [
        "--dangerously-skip-permissions", "bypassPermissions", "danger-full-access",
        "--dangerously-bypass-approvals-and-sandbox", "enableAllProjectMcpServers",
      ])
    + phrases("executables", "area.executables.chmod", .command, ["chmod +x", "chmod a+x", "chmod u+x", "--chmod=+x"])

  private static func phrases(_ area: String, _ rule: String, _ kind: Kind, _ texts: [String]) -> [AreaPhrase] {
    texts.map { AreaPhrase(area: area, rule: rule, text: $0, kind: kind) }
  }
}
