import { Language } from './language.js';
import { Api } from '../lib/api.js';
import { createSend } from '../lib/http.js';
import { KeptLocks, PatientLocks } from '../lib/locks.js';
import { Router } from '../lib/router.js';
import { Kept } from '../lib/storage.js';
import { Tokens } from '../lib/tokens.js';
import { server } from '../models/server.js';
import { Session } from '../models/session.js';
import { Theme } from './theme.js';
import './gumzo-app.js';

const kept = Kept.local('gumzo.');
const send = createSend();
const { locks } = navigator;
const tokens = new Tokens({ send, locks: locks ? new PatientLocks({ locks }) : new KeptLocks({ kept }) });
const api = new Api({ send, tokens });
const language = new Language(kept);
const session = new Session({ api, tokens, kept });

const app = /** @type {import('./gumzo-app.js').GumzoApp} */ (document.querySelector('gumzo-app'));
await language.speak();
app.parts = { api, tokens, session, kept, router: new Router(window), theme: new Theme(kept), language };
session.start();
server.ask(send);
