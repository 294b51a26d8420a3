/** Of sw.js: what account-en.js has. */
export const swAccount = {
  'password.title': 'Nenosiri',
  'password.text': 'Nenosiri jipya hutoa vifaa vyako vingine vyote.',
  'password.save': 'Badilisha nenosiri',
  'password.done': 'Nenosiri lako limebadilishwa. Vifaa vyako vingine vimetolewa.',

  'forgotten.title': 'Umesahau nenosiri lako?',
  'forgotten.text': 'Tuambie barua pepe yako, nasi tutakutumia kiungo cha kuchagua jipya.',
  'forgotten.send': 'Nitumie kiungo',
  'forgotten.back': 'Rudi kuingia',
  'forgotten.done.title': 'Angalia barua pepe zako',
  'forgotten.done.text': 'Kama kuna akaunti yenye barua pepe hii, kiungo kiko njiani. Kinafanya kazi kwa saa tatu.',

  'reset.title': 'Chagua nenosiri jipya',
  'reset.text': 'Linachukua nafasi ya lile la awali, na linatoa vifaa vyako vyote.',
  'reset.save': 'Hifadhi nenosiri jipya',
  'reset.again': 'Omba kiungo kipya',
  'reset.done.title': 'Nenosiri lako limebadilishwa',
  'reset.done.text': 'Ingia kwa lile jipya.',

  'auth.mailed.title': 'Angalia barua pepe zako',
  'auth.mailed.text':
    'Tumeandika kwa {email}. Fungua kiungo katika barua hiyo, kisha ingia hapa kwa jina lako la mtumiaji.',

  'problem.proxy': 'Kitu kati yako na seva kimejibu badala yake: {title}',
  'changed.title': 'Akaunti nyingine imeingia',
  'changed.text':
    'Mtu ameingia kwa akaunti nyingine kwenye kivinjari hiki. Ulichoandika hapa bila kutuma kimehifadhiwa kwa akaunti yako.',
  'changed.go': 'Endelea na akaunti nyingine',

  'verify.title': 'Thibitisha barua pepe yako',
  'verify.text': 'Bonyeza mara moja, nasi tutajua kwamba barua pepe hii ni yako.',
  'verify.confirm': 'Thibitisha barua pepe hii',
  'verify.done.title': 'Barua pepe yako imethibitishwa',
  'verify.done.text': 'Asante! Hakuna kingine cha kufanya.',
  'verify.banner.label': 'Barua pepe yako bado haijathibitishwa',
  'verify.banner.text': 'Tafadhali thibitisha {email}: fungua kiungo katika barua tuliyokutumia.',
  'verify.banner.sent': 'Kiungo kipya kiko njiani kwenda {email}.',
  'verify.banner.again': 'Tuma tena',
  'verify.banner.later': 'Si sasa',
  'problem.link-damaged':
    'Kiungo hiki kimeharibika au hakijakamilika: programu za barua pepe hukata viungo virefu. Nakili kiungo chote kutoka kwenye barua na ukibandike kwenye sehemu ya anwani.',
  'link.home': 'Fungua Gumzo',
};
