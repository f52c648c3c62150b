"""The doors people use: the Streamlit page and the `bantin` command."""
