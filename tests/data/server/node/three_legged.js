// The npm package `oauth` takes the first step, then (called again) the third, and makes a signed call.
const { OAuth } = require(process.env.GDATA_COMPAT_NODE_MODULES + "/oauth");
const [base, key, secret, scope, token, tokenSecret, verifier] = process.argv.slice(2);
const accounts = base + "/accounts/";
const oauth = new OAuth(
  accounts + "OAuthGetRequestToken?scope=" + encodeURIComponent(scope), accounts + "OAuthGetAccessToken",
  key, secret, "1.0", "http://localhost/done", "HMAC-SHA1");

function tell(error, answer) {
  console.log(JSON.stringify(error ? { error } : answer));
}

if (!token) {
  oauth.getOAuthRequestToken((error, token, secret) => tell(error, { token, secret }));
} else {
  oauth.getOAuthAccessToken(token, tokenSecret, verifier, (error, token, secret) => {
    if (error) return tell(error);
    oauth.get(base + "/a/feeds/example.com/user/2.0/alice", token, secret, (error, body) => tell(error, { body }));
  });
}
